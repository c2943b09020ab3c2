import { Fact, Facts } from "#dashboard/ui/facts.tsx";
import { Panel } from "./panel.tsx";
import { Setting } from "./setting.tsx";

/** Nothing is connected: what that means, and how to change it. */
export const OwnRecord = () => (
  <div className="space-y-6">
    <header className="space-y-1">
      <h1 className="text-lg/7 font-semibold">Connection</h1>
      <p className="text-text-muted">This dashboard's database is the record itself.</p>
    </header>
    <Panel title="Where leads are kept">
      <Facts>
        <Fact name="Mode">Own record</Fact>
        <Fact name="Leads">
          Kept here and nowhere else, so there is nothing to keep in step with
        </Fact>
      </Facts>
    </Panel>
    <Panel title="Connect a Hermon workspace">
      <ol className="list-decimal space-y-1.5 pl-5">
        <li>Make an API key in Hermon.</li>
        <li>
          Start the server with <Setting name="HERMON_API_KEY" /> set to it, and with{" "}
          <Setting name="DATABASE_URL" /> naming a new database: what is in this one stays as it is.
        </li>
        <li>Everything is copied once. From then on, the dashboard keeps in step with Hermon.</li>
      </ol>
    </Panel>
  </div>
);
