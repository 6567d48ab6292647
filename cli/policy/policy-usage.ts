export const POLICY_USAGE = `Usage: npm run slipway -- policy COMMAND

  check FILE… [--trust] [--json]
      Says what is wrong with IAM policies: one finding a line, as file:line:column type code message.
      --trust   they are trust policies of roles
      --json    each as an object on a line of its own: file, line, column, type, code, path and message
      Exit codes: 0 nothing serious, 1 an error or a security warning, 2 a wrong call or a file that can't be read.

  simulate FILE… --action A [--resource R] [--context KEY=VALUE]… [--boundary FILE] [--json]
      Says whether identity policies allow one request, and which statement decides.
      --action     such as s3:GetObject
      --resource   an ARN; * for actions without resources (the default)
      --context    what the request carries; say it again for a key with several values
      --boundary   a permissions boundary
      Exit codes: 0 allowed, 1 denied, 2 a wrong call or a file that can't be read.
`

/** What went wrong with the call itself. */
export const WRONG_CALL = 2

export function sayWrongCall(message: string): number {
  process.stderr.write(`${message}\nSee: npm run slipway -- policy --help\n`)
  return WRONG_CALL
}
