/** Whether the browser says that its user wants no data sold or shared (Global Privacy Control). Source: w3c.github.io/gpc */
export function asksForPrivacy(navigator: object): boolean {
  return (navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl === true;
}
