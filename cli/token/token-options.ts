import { parseArgs } from 'node:util'
import { parseArn } from '@/lib/aws/arn'
import { type Connection, parseConnectionKey } from '@/lib/aws/connection'
import { defaultConnection } from '@/lib/aws/default-connection'
import { type Failure, fail, ok, type Result } from '@/lib/result'

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

/** Reads the arguments of `token`. An ARN says the region itself. */
export async function readTokenOptions(args: string[]): Promise<Result<TokenOptions>> {
  const parsed = parse(args)

  if (!parsed.ok) {
    return parsed
  }
  const { values, runtime } = parsed.data
  const base =
    values.connection === undefined ? await defaultConnection() : parseConnectionKey(String(values.connection))

  if (!base) {
    return fail(
      invalid(
        `${values.connection} is not a connection.`,
        'Use practice/us-east-1, chain/us-east-1 or profile:NAME/us-east-1.',
      ),
    )
  }
  const region = parseArn(runtime)?.region
  return ok({
    connection: region ? { ...base, region } : base,
    runtime,
    form: values.json ? 'json' : values.header ? 'header' : 'plain',
    user: values.user,
    client: values.client,
    keep: values.keep === true,
    forget: values.forget === true,
    passwordFromStdin: values['password-stdin'] === true,
  })
}

function parse(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS })
    const [runtime] = positionals
    return runtime !== undefined && positionals.length === 1
      ? ok({ values, runtime })
      : fail(invalid('Name one runtime.', 'Such as: token awsapimcpserver --user mcp-user'))
  } catch (error) {
    return fail(invalid(error instanceof Error ? error.message : String(error), 'See: npm run slipway -- help'))
  }
}

const OPTIONS = {
  connection: { type: 'string' },
  user: { type: 'string' },
  client: { type: 'string' },
  json: { type: 'boolean' },
  header: { type: 'boolean' },
  keep: { type: 'boolean' },
  forget: { type: 'boolean' },
  'password-stdin': { type: 'boolean' },
} as const

function invalid(message: string, remedy: string): Failure {
  return { code: 'invalid-input', message, remedy }
}
