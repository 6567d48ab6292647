import { type Command, InvalidArgumentError, Option } from '@commander-js/extra-typings'
import { CONNECTION_OPTION } from '@/cli/shared/connection'

const NOTES = `
Without --device and --machine, a browser on this computer signs in. The sign-in is kept, encrypted; the bridge and token use it.
The users of a pool whose app client has no sign-in pages give a name and a password. No secret is ever an argument.`

/** Declares what `login` takes. */
export function withLoginOptions(command: Command) {
  return command
    .argument('<runtime>', 'its ARN, id or name')
    .option('--client-id <id>', 'the application at the issuer; without it, the one client that the runtime allows')
    .addOption(new Option('--device', 'sign in by a code, in a browser on any computer').conflicts('machine'))
    .option('--machine', 'sign in as a program, with the secret of the client')
    .option('--scope <scopes>', 'what to ask for, divided by spaces; without it, what the runtime asks for')
    .option('--audience <id>', 'the API that the token is for, where the issuer wants to hear it (Auth0)')
    .option('--resource <uri>', 'the same as RFC 8707 has it; Entra ID refuses one that it does not know')
    .option('--id-token', 'send the ID token instead of the access token')
    .addOption(new Option('--port <number>', 'where the browser comes back to').argParser(readPort))
    .option('--secret-stdin', 'read the secret of the client from standard input')
    .option('--user <name>', 'sign in to the user pool with a password, as this user')
    .option(
      '--password-stdin',
      'read that password from standard input; without it: SLIPWAY_TOKEN_PASSWORD, or a question that shows nothing',
    )
    .addOption(CONNECTION_OPTION)
    .addHelpText('after', NOTES)
}

/** What the options of `login` are, by name. */
export type LoginValues = ReturnType<ReturnType<typeof withLoginOptions>['opts']>

function readPort(text: string): number {
  const port = Number(text)

  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
    throw new InvalidArgumentError('Give a whole number from 1 to 65535.')
  }
  return port
}
