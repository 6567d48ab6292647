const READ =
  /^(BatchGet|Check|Describe|Filter|Get|Head|List|Lookup|Query|Scan|Search|Select|Simulate|Test|Validate|View)/

/** They read nothing but give out credentials, so the server counts them as changes. */
const CREDENTIALS = new Set(['sts/GetSessionToken', 'sts/GetFederationToken'])

/** Whether READ_OPERATIONS_ONLY lets it through. */
export function isReadOperation(service: string, operation: string): boolean {
  return READ.test(operation) && !CREDENTIALS.has(`${service}/${operation}`)
}
