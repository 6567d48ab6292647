import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Arn, parseArn } from '@/lib/aws/arn'
import { type Connection, parseConnectionKey } from '@/lib/aws/connection'
import { customEndpoint, invocationUrl } from '@/lib/aws/endpoints'
import { FORMS, type Form } from '@/lib/clients/choice'
import {
  type ClientDefinition,
  entryName,
  LAUNCHERS,
  OPERATING_SYSTEMS,
  type OperatingSystem,
  type Target,
} from '@/lib/clients/model'
import { CLIENTS, findClient } from '@/lib/clients/registry'
import { successorTarget } from '@/lib/clients/successor'
import { ACCOUNT_ID } from '@/lib/practice/account'
import { type Failure, fail, ok, type Result } from '@/lib/result'

const text = z.string().min(1)
const options = z.object({
  auth: z.enum(['sigv4', 'jwt']).optional(),
  runtime: text.optional(),
  profile: text.optional(),
  region: z
    .string()
    .regex(/^[a-z]{2,}(-[a-z]+)+-\d$/, 'such as eu-west-1')
    .optional(),
  qualifier: z
    .string()
    .regex(/^\w{1,48}$/, 'the name of an endpoint')
    .optional(),
  name: z
    .string()
    .regex(/^[\w-]{1,20}$/, 'up to 20 letters, digits, _ or -')
    .optional(),
  os: z.enum(OPERATING_SYSTEMS).optional(),
  launcher: z.enum(LAUNCHERS).optional(),
  form: z.enum(FORMS).default('file'),
  connection: text.optional(),
})

type Values = z.infer<typeof options>
export type ConfigOptions = {
  client: ClientDefinition
  target: Target
  os: OperatingSystem
  form: Form
}

/** Reads the arguments of `config`. Fails with `invalid-input` for what can't be meant. */
export function readConfigOptions(args: string[]): Result<ConfigOptions> {
  const parsed = parse(args)

  if (!parsed.ok) {
    return parsed
  }
  const { values, managed, id } = parsed.data
  const client = findClient(id)

  if (!client) {
    return wrong(
      `There is no client ${id || 'without a name'}. There are: ${CLIENTS.map((each) => each.id).join(', ')}.`,
    )
  }
  const target = managed ? managedTarget(values) : runtimeTarget(values)
  return target.ok
    ? ok({ client, target: { ...target.data, ...start(values) }, os: values.os ?? thisSystem(), form: values.form })
    : target
}

function parse(args: string[]): Result<{ values: Values; managed: boolean; id: string }> {
  const string = { type: 'string' } as const
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...{ auth: string, runtime: string, profile: string, region: string, qualifier: string, name: string },
        ...{ os: string, launcher: string, form: string, connection: string, managed: { type: 'boolean' } },
      },
    })
    const { managed = false, ...rest } = values
    const checked = options.safeParse(rest)

    if (!checked.success) {
      const [issue] = checked.error.issues
      return wrong(`--${issue?.path.join('.')}: ${issue?.message}.`)
    }
    return positionals.length > 1
      ? wrong('Name one client.')
      : ok({ values: checked.data, managed: managed === true, id: positionals[0] ?? '' })
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error))
  }
}

function managedTarget({ auth, runtime, profile, region = 'us-east-1' }: Values): Result<Target> {
  if (auth === 'jwt' || runtime !== undefined) {
    return wrong('The managed server takes AWS credentials and has no runtime: leave --auth jwt and --runtime out.')
  }
  return ok(successorTarget(region, profile))
}

function runtimeTarget({ auth, runtime, ...values }: Values): Result<Target> {
  const arn = parseArn(runtime ?? '')
  const id = arn?.resource.match(/^runtime\/([\w-]+)$/)?.[1]

  if (runtime === undefined || arn?.service !== 'bedrock-agentcore' || id === undefined) {
    return wrong('--runtime: the ARN of a runtime, arn:aws:bedrock-agentcore:REGION:ACCOUNT:runtime/ID.')
  }
  if (auth === undefined) {
    return wrong('--auth: sigv4 or jwt, whichever the runtime accepts.')
  }
  const region = values.region ?? arn.region
  const connection = connectionOf(values, region)

  if (!connection) {
    return wrong(`${values.connection} is not a connection. Use practice/${region}.`)
  }
  const misled = misledBy(connection, arn)

  if (misled) {
    return fail(misled)
  }
  return ok({
    name: values.name ?? entryName(id.replace(/-\w{10}$/, '')),
    url: invocationUrl(connection, runtime, values.qualifier),
    region,
    auth,
    ...(values.profile === undefined ? {} : { profile: values.profile }),
    ...(connection.source.type === 'practice' ? { isPractice: true } : {}),
  })
}

function connectionOf({ connection }: Values, region: string): Connection | undefined {
  return connection === undefined
    ? { source: { type: 'chain' }, region }
    : (parseConnectionKey(connection) ?? undefined)
}

/** Why a config would lead to AWS although its runtime is in a practice account. */
function misledBy(connection: Connection, { accountId, region }: Arn): Failure | undefined {
  if (customEndpoint(connection, 'BEDROCK_AGENTCORE') !== undefined) {
    return undefined
  }
  if (connection.source.type === 'practice') {
    return {
      code: 'unavailable',
      message: 'No practice account runs here, so its address is not known.',
      remedy: 'Start Slipway, which brings its practice account along, and try again.',
      command: 'npm start',
    }
  }
  return accountId === ACCOUNT_ID
    ? {
        code: 'invalid-input',
        message: `This runtime is in the practice account (${ACCOUNT_ID}), which AWS does not have.`,
        remedy: `Add --connection practice/${region}, while Slipway runs.`,
      }
    : undefined
}

function start({ launcher }: Values): Pick<Target, 'launcher'> {
  return launcher === undefined ? {} : { launcher }
}

function thisSystem(): OperatingSystem {
  const systems: Partial<Record<NodeJS.Platform, OperatingSystem>> = { darwin: 'mac', win32: 'windows' }
  return systems[process.platform] ?? 'linux'
}

function wrong(message: string): Result<never> {
  return fail({ code: 'invalid-input', message, remedy: 'See: npm run slipway -- config --help' })
}
