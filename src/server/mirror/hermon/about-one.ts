import { ApiError } from "#api/errors.ts";

/** Whether Hermon itself says that there is no such thing. A gateway's 404 has another body. */
export const isNotFound = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status === 404 && error.answered !== undefined;

/** Whether it may be this one thing alone that Hermon doesn't give, while it answers others. */
export const isAboutOne = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status !== 401;
