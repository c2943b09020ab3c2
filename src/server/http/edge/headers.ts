import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/** The app is whole in itself: no script, style, font or image from anywhere else, none inline. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", "data:"],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

const TWO_YEARS = 2 * 365 * 24 * 3600;

/** The headers that every answer carries. Over https browsers are told to stay there. */
export function edgeHeaders(https: boolean): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: CONTENT_SECURITY_POLICY,
    xFrameOptions: "DENY",
    referrerPolicy: "same-origin",
    strictTransportSecurity: https && `max-age=${TWO_YEARS}; includeSubDomains`,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xDnsPrefetchControl: false,
  });
}
