export const CONFIG_USAGE = `Usage: npm run slipway -- config CLIENT --auth sigv4|jwt --runtime ARN [options]
       npm run slipway -- config CLIENT --managed [options]
       npm run slipway -- config --list

  Prints what an MCP client needs to reach a runtime: the config on standard output, the rest on standard error.
  Nothing is asked of AWS, and no secret is in it. --list prints the clients as JSON.

  --form file|command|link   the whole file (the default), a line for the shell, or a link that installs it
  --profile P                the AWS profile to sign with; without it, the default credentials sign
  --region R                 the runtime's region; without it, the one in the ARN
  --qualifier Q              the runtime's endpoint; DEFAULT without it
  --name NAME                name of the entry; without it, the runtime's own
  --os mac|linux|windows     whose paths and shell; without it, this computer's
  --launcher uvx|path|docker how the signing proxy is started: found on the path, by its full path, in a container
  --connection practice/R    the runtime is in the practice account of the console that runs here
  --managed                  the managed AWS MCP Server instead of a runtime; with --region, its nearest endpoint
  Exit codes: 0 done, 1 this client has no such form, 2 a wrong call.
`
