import type { Command } from '@commander-js/extra-typings'
import { CONNECTION_OPTION } from '@/cli/shared/connection'
import { JSON_OPTION } from '@/cli/shared/options'
import { parseArn } from '@/lib/aws/arn'
import type { Connection } from '@/lib/aws/connection'
import { defaultConnection } from '@/lib/aws/default-connection'

export type TokenOptions = {
  connection: Connection
  /** ARN, id or name. */
  runtime: string
  form: 'plain' | 'json' | 'header'
  user?: string | undefined
  /** App client, where the runtime allows several. */
  client?: string | undefined
  keep: boolean
  forget: boolean
  passwordFromStdin: boolean
}

type Values = ReturnType<ReturnType<typeof withTokenOptions>['opts']>

/** Declares what `token` takes. */
export function withTokenOptions(command: Command) {
  return command
    .argument('<runtime>', 'its ARN, id or name')
    .option('--user <name>', 'who signs in')
    .option('--client <id>', 'the app client, where the runtime allows several')
    .addOption(JSON_OPTION)
    .option('--header', 'print {"Authorization": "Bearer …"}, for clients that run a command for their headers')
    .option('--keep', 'keep the sign-in, encrypted, and use it the next time, as login does')
    .option('--forget', 'revoke and delete what is kept, as logout does')
    .option(
      '--password-stdin',
      'read the password from standard input; without it: SLIPWAY_TOKEN_PASSWORD, or a question that shows nothing; ' +
        'never an argument',
    )
    .addOption(CONNECTION_OPTION)
}

/** What the options of `token` mean together. An ARN says the region itself. */
export async function readTokenOptions(runtime: string, values: Values): Promise<TokenOptions> {
  const { json, header, user, client, keep = false, forget = false, passwordStdin: passwordFromStdin = false } = values
  return {
    connection: await runtimeConnection(runtime, values.connection),
    form: json ? 'json' : header ? 'header' : 'plain',
    ...{ runtime, user, client, keep, forget, passwordFromStdin },
  }
}

/** Where a runtime is looked for. An ARN says the region itself. */
export async function runtimeConnection(runtime: string, given: Connection | undefined): Promise<Connection> {
  const base = given ?? (await defaultConnection())
  const region = parseArn(runtime)?.region
  return region ? { ...base, region } : base
}
