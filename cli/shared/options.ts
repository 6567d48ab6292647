import { parseArgs } from 'node:util'
import { readSpec } from '@/cli/shared/spec-file'
import { type Connection, parseConnectionKey } from '@/lib/aws/connection'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { env } from '@/lib/env'
import { fail, ok, type Result } from '@/lib/result'

export type Options = { spec: DeploymentSpec; connection: Connection; json: boolean; yes: boolean }

/** Reads the arguments of plan, apply and destroy, and the spec that they name. */
export async function readOptions(args: string[]): Promise<Result<Options>> {
  const parsed = parse(args)

  if (!parsed.ok) {
    return parsed
  }
  const { values, file } = parsed.data
  const spec = await readSpec(file)

  if (!spec.ok) {
    return spec
  }
  const connection = values.connection === undefined ? defaultConnection() : parseConnectionKey(values.connection)
  return connection
    ? ok({
        spec: spec.data,
        connection: { ...connection, region: spec.data.region },
        json: values.json === true,
        yes: values.yes === true,
      })
    : fail({
        code: 'invalid-input',
        message: `${values.connection} is not a connection.`,
        remedy: 'Use practice/us-east-1, chain/us-east-1 or profile:NAME/us-east-1.',
      })
}

function parse(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, yes: { type: 'boolean' }, connection: { type: 'string' } },
    })
    const [file] = positionals
    return file !== undefined && positionals.length === 1
      ? ok({ values, file })
      : fail({ code: 'invalid-input', message: 'Name one spec file.', remedy: 'Such as: plan deployment.json' })
  } catch (error) {
    return fail({
      code: 'invalid-input',
      message: error instanceof Error ? error.message : String(error),
      remedy: 'See: npm run slipway -- help',
    })
  }
}

/** Without --connection. The region is only a placeholder. */
export function defaultConnection(): Connection {
  const { SLIPWAY_AWS, AWS_PROFILE } = env()
  const region = 'us-east-1'

  if (SLIPWAY_AWS === 'practice') {
    return { source: { type: 'practice' }, region }
  }
  return AWS_PROFILE && SLIPWAY_AWS !== 'chain'
    ? { source: { type: 'profile', profile: AWS_PROFILE }, region }
    : { source: { type: 'chain' }, region }
}
