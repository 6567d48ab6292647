import { z } from 'zod'
import { invalid } from '@/lib/practice/agentcore/errors'
import type { StoredConfig } from '@/lib/practice/agentcore/store'
import { commonError } from '@/lib/practice/wire/common-errors'
import type { Constraint } from '@/lib/practice/wire/constraint'
import { type Problem, violations } from '@/lib/practice/wire/constraints'

const PORT: Constraint = { min: 8000, max: 12_000 }
const RESERVED_PORT = 8443
const PATH: Constraint = { min: 1, max: 2048, pattern: String.raw`/[A-Za-z0-9\-._~/%]*` }
const WARMUP_PATH: Constraint = { min: 1, max: 32, pattern: '/[A-Za-z0-9._~/-]*' }

const whole = z.int().nullish()

/** Shapes, as the protocol reads them; limits come after. */
const newerMembers = z.object({
  protocolConfiguration: z.object({ port: whole, path: z.string().nullish() }).nullish(),
  allowedPorts: z
    .array(z.object({ port: whole, portRange: z.object({ from: z.int(), to: z.int() }).nullish() }))
    .nullish(),
  resourceConfigurations: z.array(z.object({ minimumMemoryInMiB: whole })).nullish(),
  hooksConfiguration: z
    .object({
      build: z
        .object({
          warmup: z
            .object({
              action: z.object({ httpPost: z.object({ path: z.string(), port: whole }).nullish() }),
            })
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
})

type Newer = z.output<typeof newerMembers>
type Entry = NonNullable<Newer['allowedPorts']>[number]

/** Members that the service has and the SDK's schemas lack, after botocore's model. Others that are unknown are kept unseen. */
export function checkNewerMembers(config: StoredConfig): void {
  const parsed = newerMembers.safeParse(config)

  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw commonError('rest-json', 'malformed', `The value at '${issue?.path.join('.')}': ${issue?.message}`)
  }
  refuse(limitProblems(parsed.data))
  refuseCombinations(parsed.data, config)
}

function limitProblems(newer: Newer): Problem[] {
  const { protocolConfiguration, allowedPorts, resourceConfigurations, hooksConfiguration } = newer
  const warmup = hooksConfiguration?.build?.warmup?.action.httpPost
  const limits: [Constraint, unknown, string][] = [
    [PORT, protocolConfiguration?.port, 'protocolConfiguration.port'],
    [PATH, protocolConfiguration?.path, 'protocolConfiguration.path'],
    [{ min: 1, max: 5 }, allowedPorts, 'allowedPorts'],
    ...(allowedPorts ?? []).flatMap(({ port, portRange }, index): [Constraint, unknown, string][] => [
      [PORT, port, `allowedPorts.${index + 1}.member.port`],
      [PORT, portRange?.from, `allowedPorts.${index + 1}.member.portRange.from`],
      [PORT, portRange?.to, `allowedPorts.${index + 1}.member.portRange.to`],
    ]),
    [{ max: 1 }, resourceConfigurations, 'resourceConfigurations'],
    [WARMUP_PATH, warmup?.path, 'hooksConfiguration.build.warmup.action.httpPost.path'],
    [PORT, warmup?.port, 'hooksConfiguration.build.warmup.action.httpPost.port'],
  ]
  return limits.flatMap(([constraint, value, path]) => {
    if (value === undefined || value === null) {
      return []
    }
    const text = `Value '${RESERVED_PORT}' at '${path}' failed to satisfy constraint: Member must not be the reserved port`
    return constraint === PORT && value === RESERVED_PORT
      ? [{ path, text }]
      : violations(constraint, value, path, false)
  })
}

function refuse(problems: Problem[]): void {
  if (problems.length === 0) {
    return
  }
  const count = problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`
  const message = `${count} detected: ${problems.map(({ text }) => text).join('; ')}`
  const fieldList = problems.map(({ path, text }) => ({ name: path, message: text }))
  throw commonError('rest-json', 'validation', message, { reason: 'FieldValidationFailed', fieldList })
}

function refuseCombinations({ allowedPorts, hooksConfiguration }: Newer, config: StoredConfig): void {
  const jwt: object = config.authorizerConfiguration?.customJWTAuthorizer ?? {}
  const ranges = (allowedPorts ?? []).map(endsOf).sort(([one], [other]) => one - other)

  if (ranges.some(([from, to]) => from > to || Number.isNaN(from))) {
    throw invalid('Each entry of allowedPorts must have a port, or a portRange whose from is not greater than its to.')
  }
  if (ranges.some(([from], index) => from <= (ranges[index - 1]?.[1] ?? 0))) {
    throw invalid('The entries of allowedPorts must not overlap.')
  }
  if (hooksConfiguration && config.platformVersion !== 'V2') {
    throw invalid('hooksConfiguration is only supported with platformVersion V2.')
  }
  if ('certificateConfigurations' in jwt && !('privateEndpoint' in jwt)) {
    throw invalid('certificateConfigurations can only be specified together with privateEndpoint.')
  }
}

function endsOf({ port, portRange }: Entry): [from: number, to: number] {
  return portRange ? [portRange.from, portRange.to] : [port ?? Number.NaN, port ?? Number.NaN]
}
