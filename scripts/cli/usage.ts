export const USAGE = `Usage: npm run slipway -- VERB

  plan SPEC      show what would change in AWS
  apply SPEC     change it, one step at a time; run it again to go on after an interruption
  destroy SPEC   delete what Slipway made for it
  logs tail GROUP  print a log group: lines to standard output, what to know about them to standard error

Options
  --json             one JSON document on standard output
  --connection KEY   practice/REGION, chain/REGION or profile:NAME/REGION
                     (without it: SLIPWAY_AWS, AWS_PROFILE or the default credential chain, in the spec's region)
  --yes              destroy without asking

Options of logs tail
  --since 10m        how far back: a number with s, m, h, d or w, or a time such as 2026-01-05T12:00:00Z
  --follow           go on with what comes, until Ctrl-C; throttling, resets and outages are waited out
  --filter PATTERN   a CloudWatch filter pattern
  --json             one object a line: id, at, ingestedAt, stream, text
  --region REGION    another region than the connection's

Exit codes: 0 done or nothing to do, 2 changes are pending, 1 failed.
`
