export const USAGE = `Usage: npm run slipway -- VERB

  plan SPEC      show what would change in AWS
  apply SPEC     change it, one step at a time; run it again to go on after an interruption
  destroy SPEC   delete what Slipway made for it
  policy check FILE…      say what is wrong with IAM policies
  policy simulate FILE…   say whether they allow a request (more: policy --help)

Options
  --json             one JSON document on standard output
  --connection KEY   practice/REGION, chain/REGION or profile:NAME/REGION
                     (without it: SLIPWAY_AWS, AWS_PROFILE or the default credential chain, in the spec's region)
  --yes              destroy without asking

Exit codes: 0 done or nothing to do, 2 changes are pending, 1 failed.
`
