export const USAGE = `Usage: npm run slipway -- VERB

  plan SPEC      show what would change in AWS
  apply SPEC     change it, one step at a time; run it again to go on after an interruption
  destroy SPEC   delete what Slipway made for it
  token RUNTIME  print a fresh access token of a runtime's user; RUNTIME is its ARN, id or name
  policy check FILE…      say what is wrong with IAM policies
  policy simulate FILE…   say whether they allow a request (more: policy --help)

Options
  --json             one JSON document on standard output
  --connection KEY   practice/REGION, chain/REGION or profile:NAME/REGION
                     (without it: SLIPWAY_AWS, AWS_PROFILE or the default credential chain, in the spec's region)
  --yes              destroy without asking
  --user NAME        token: who signs in
  --client ID        token: the app client, where the runtime allows several
  --header           token: print {"Authorization": "Bearer …"}, for clients that run a command for their headers
  --keep             token: keep the refresh token in a file that only you may read, and use it the next time
  --forget           token: revoke and delete what --keep has kept
  --password-stdin   token: read the password from standard input
                     (without it: SLIPWAY_TOKEN_PASSWORD, or a question that shows nothing; never an argument)

Exit codes: 0 done or nothing to do, 2 changes are pending, 1 failed.
`
