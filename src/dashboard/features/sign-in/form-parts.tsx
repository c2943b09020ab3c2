import { Button } from "#dashboard/ui/button.tsx";
import { TextField } from "#dashboard/ui/text-field.tsx";

/** No `type="email"`: browsers take fewer addresses than mail servers do. */
export const EmailField = () => (
  <TextField
    label="Email"
    name="email"
    inputMode="email"
    autoCapitalize="none"
    spellCheck={false}
    autoComplete="username"
    pattern={/^\s*\S+@\S+\s*$/}
    wrong="Enter an email address"
  />
);

export const SubmitButton = ({ children }: { readonly children: string }) => (
  <Button type="submit" look="primary" size="large" className="w-full justify-center">
    {children}
  </Button>
);
