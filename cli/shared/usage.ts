export const USAGE = `Usage: npm run slipway -- VERB

  plan SPEC               show what would change in AWS
  apply SPEC              change it, one step at a time; run it again to go on after an interruption
  destroy SPEC            delete what Slipway made for it
  token RUNTIME           print a fresh access token of a runtime's user; RUNTIME is its ARN, id or name
  config CLIENT           print an MCP client's config for a runtime (more: config --help)
  policy check FILE…      say what is wrong with IAM policies
  policy simulate FILE…   say whether they allow a request (more: policy --help)
  logs tail GROUP         print a log group: lines to standard output, what to know about them to standard error

Options
  --json             one JSON document on standard output
  --connection KEY   practice/REGION (the practice account of the console that runs here), chain/REGION or
                     profile:NAME/REGION
                     (without it: SLIPWAY_AWS, AWS_PROFILE or the default credential chain, in the spec's region)
  --yes              destroy, and apply what takes permissions away, without asking

Options of token
  --user NAME        who signs in
  --client ID        the app client, where the runtime allows several
  --header           print {"Authorization": "Bearer …"}, for clients that run a command for their headers
  --keep             keep the refresh token in a file that only you may read, and use it the next time
  --forget           revoke and delete what --keep has kept
  --password-stdin   read the password from standard input
                     (without it: SLIPWAY_TOKEN_PASSWORD, or a question that shows nothing; never an argument)

Options of logs tail
  --since 10m        how far back: a number with s, m, h, d or w, or a time such as 2026-01-05T12:00:00Z
  --follow           go on with what comes, until Ctrl-C; throttling, resets and outages are waited out
  --filter PATTERN   a CloudWatch filter pattern
  --json             one object a line: id, at, ingestedAt, stream, text
  --region REGION    another region than the connection's

Exit codes: 0 done or nothing to do, 2 changes are pending, 1 failed.
`
