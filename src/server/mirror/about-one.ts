import { ApiError } from "#api/errors.ts";

/** Whether Hermon says that there is no such thing. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 404;

/** Whether it is this one thing that Hermon doesn't give, while it answers others. */
export const isAboutOne = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status !== 401 && error.status !== 403;
