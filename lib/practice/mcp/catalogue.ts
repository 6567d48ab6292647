import { type Actor, callAs, performAs } from '@/lib/practice/agentcore/container/in-process'
import { recorded } from '@/lib/practice/cloudtrail/record'
import { kebabCase } from '@/lib/practice/mcp/names'
import { inputShape, type StructureShape } from '@/lib/practice/mcp/shape'
import { performSeed } from '@/lib/practice/seed/perform'
import { SEED_SERVICES } from '@/lib/practice/seed/services'
import type { ProtocolName } from '@/lib/practice/wire/models'
import { ServiceError } from '@/lib/practice/wire/service-error'
import { validateInput } from '@/lib/practice/wire/validate'
import type { Target } from '@/lib/practice/wire/wire'

type Input = Record<string, unknown>

/** One operation as a command: how it is called and what it does. */
export type CommandOperation = {
  /** `ListBuckets` */
  name: string
  isRead: boolean
  input: StructureShape
  /** False where only some of AWS's options are there. */
  isWhole: boolean
  /** What the service model forbids about the input, and of which member. */
  problem: (input: Input) => { member: string; text: string } | undefined
  perform: (input: Input, actor: Actor, region: string, requestId: string) => Promise<Input>
}

export type CommandService = {
  /** As in botocore: `s3`, not `s3api`. */
  service: string
  fullName: string
  protocol: ProtocolName
  /** By the name of the command. */
  operations: ReadonlyMap<string, CommandOperation>
  /** The name of an operation that is not among these, and that AWS has or may have. */
  lacks: (command: string) => string | undefined
}

/** Everything that can be called, by the first word after `aws`. */
export function commandServices({ services }: Pick<Actor, 'services'>): ReadonlyMap<string, CommandService> {
  const found = new Map<string, CommandService>()

  for (const { model, command, operations } of services()) {
    if (!command) {
      continue
    }
    const entries = Object.keys(operations).flatMap((name): [string, CommandOperation][] => {
      const schema = model.operations.get(name)
      return schema
        ? [
            [
              kebabCase(name),
              {
                name,
                isRead: isReadOperation(command.name, name),
                input: inputShape(schema.input),
                isWhole: true,
                problem: (input) => problemOf({ service: model, operation: schema, labels: {} }, input),
                perform: (input, actor, region, requestId) =>
                  performAs(actor, model.id, name, input, region, requestId),
              },
            ],
          ]
        : []
    })
    const lacks = (name: string) => [...model.operations.keys()].find((one) => kebabCase(one) === name)
    const { name: service, fullName } = command
    found.set(service, { service, fullName, protocol: model.protocol, operations: new Map(entries), lacks })
  }
  return new Map([...found, ...seedCommands()])
}

function seedCommands(): [string, CommandService][] {
  return SEED_SERVICES.map((seed) => {
    const operations = Object.entries(seed.operations).map(([name, known]): [string, CommandOperation] => [
      kebabCase(name),
      {
        name,
        isRead: isReadOperation(seed.service, name),
        input: known.input,
        isWhole: false,
        problem: () => undefined,
        perform: (input, actor, region, requestId) => {
          const call = callAs(actor, seed.protocol, { operation: name, region, requestId })
          return recorded(call, { ...actor.origin, signingName: seed.service }, { input }, () =>
            performSeed(seed, known, input, call),
          )
        },
      },
    ])
    const { service, fullName, protocol } = seed
    // Of these services the account knows a few operations only, and not what else there is.
    return [seed.command, { service, fullName, protocol, operations: new Map(operations), lacks: pascalCase }]
  })
}

function pascalCase(command: string): string {
  return command.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** Members that the SDK fills in are not missing, and of choices botocore knows nothing. */
function problemOf(target: Target, input: Input): { member: string; text: string } | undefined {
  try {
    validateInput(target, input)
  } catch (error) {
    const [, member] =
      (error instanceof ServiceError && /(?:Value '.*?' at|Value at) '(\w+)/s.exec(error.message)) || []
    const given = Object.keys(input).find((name) => name.toLowerCase() === member?.toLowerCase())
    const isOurs = given !== undefined && !/enum value set/.test((error as Error).message)
    return isOurs ? { member: given, text: (error as Error).message } : undefined
  }
  return undefined
}

const READ =
  /^(BatchGet|Check|Describe|Filter|Get|Head|List|Lookup|Query|Scan|Search|Select|Simulate|Test|Validate|View)/

/** They read nothing but give out credentials, so the server counts them as changes. */
const CREDENTIALS = new Set(['sts/GetSessionToken', 'sts/GetFederationToken'])

/** Whether READ_OPERATIONS_ONLY lets it through. */
export function isReadOperation(service: string, operation: string): boolean {
  return READ.test(operation) && !CREDENTIALS.has(`${service}/${operation}`)
}
