import { IAM } from '@aws-sdk/client-iam'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { iamService } from '@/lib/practice/iam/service'
import { readQuery } from '@/lib/practice/wire/query-parameters'

/** What the SDK sends for an input, caught before it leaves. */
async function sentBy(send: (client: IAM) => Promise<unknown>): Promise<URLSearchParams> {
  let body = ''
  const client = new IAM({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'A', secretAccessKey: 'S' },
    requestHandler: {
      handle: async (request: { body: string }) => {
        body = request.body
        throw new Error('caught')
      },
    },
  })
  await send(client).catch(() => undefined)
  return new URLSearchParams(body)
}

function read(operation: string, parameters: URLSearchParams): unknown {
  const model = iamService.model.operations.get(operation)

  if (!model) {
    throw new Error(`IAM has no ${operation}.`)
  }
  return readQuery(model.input, parameters)
}

const text = fc.string({ unit: 'grapheme', maxLength: 20 })
const list = fc.array(text, { maxLength: 12 })
const role = fc.record({
  RoleName: text,
  AssumeRolePolicyDocument: text,
  MaxSessionDuration: fc.integer(),
  Tags: fc.array(fc.record({ Key: text, Value: text }), { maxLength: 12 }),
})
const simulation = fc.record({
  PolicySourceArn: text,
  ActionNames: list,
  ResourceArns: list,
  ContextEntries: fc.array(fc.record({ ContextKeyName: text, ContextKeyValues: list })),
})

test('reads back what the SDK writes: structures, lists, numbers, empty lists', async () => {
  await fc.assert(
    fc.asyncProperty(role, async (input) => {
      expect(read('CreateRole', await sentBy((iam) => iam.createRole(input)))).toEqual(input)
    }),
    { numRuns: 60 },
  )
})

test('reads back lists inside lists', async () => {
  await fc.assert(
    fc.asyncProperty(simulation, async (input) => {
      expect(read('SimulatePrincipalPolicy', await sentBy((iam) => iam.simulatePrincipalPolicy(input)))).toEqual(input)
    }),
    { numRuns: 60 },
  )
})

test('never does anything but read or refuse', () => {
  const name = fc.stringMatching(
    /^(Tags|RoleName|ContextEntries|__proto__|x)(\.(member|entry|1|2|Key|__proto__)){0,5}$/,
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(name, text)), (pairs) => {
      try {
        read('CreateRole', new URLSearchParams(pairs))
      } catch (error) {
        expect(error).toMatchObject({ code: 'MalformedInput', status: 400 })
      }
      expect(Object.hasOwn(Object.prototype, 'member')).toBe(false)
    }),
  )
})

test.each([
  ['MaxItems', 'ListRoles', 'MaxItems=ten'],
  ['OnlyAttached', 'ListPolicies', 'OnlyAttached=perhaps'],
  ['Tags', 'CreateRole', 'Tags.member.x.Key=a'],
])('refuses a %s that is none', (member, operation, parameters) => {
  expect(() => read(operation, new URLSearchParams(parameters))).toThrow(member)
})
