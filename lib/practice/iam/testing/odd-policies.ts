import fc from 'fast-check'

/** Parts that a policy can have, right and wrong; small, so that documents with one thing wrong come often. */
const action = orSound(
  ['s3:GetObject', 's3:*', '*'],
  ['s3:GetObject', 's3:*', '*', 'S3:getobject', 's3', 's3:', ':x', 'sts:AssumeRole', 'no:Such', '', 1],
)
const assuming = orSound(
  ['sts:AssumeRole', 'sts:TagSession'],
  ['sts:AssumeRole', 'sts:TagSession', 'sts:*', 'sts:Get*', '*', 's3:GetObject', 'sts', ''],
)
const resource = orSound(
  ['*', 'arn:aws:s3:::a/*'],
  ['*', 'arn:aws:s3:::a/*', 'arn:*:s3:::a', 'arn:aws-cn:s3:::a', 'arn:s3:::a', 'arn:aws:s3', 'arn:', 'a', '', null],
)
const service = orSound(
  ['lambda.amazonaws.com'],
  ['lambda.amazonaws.com', 'lambda', 'nothing.amazonaws.com', 'lambda.example.com', '*', ''],
)
const account = orSound(
  ['*', '111122223333', 'arn:aws:iam::111122223333:role/a'],
  [
    '*',
    '111122223333',
    'arn:aws:iam::111122223333:role/a',
    'arn:aws:iam::000000000000:root',
    'arn:aws:iam::000000000000:role/nope',
    'arn:aws-cn:iam::111122223333:root',
    'arn:aws:iam::111122223333:role/*',
    'somebody',
    '',
  ],
)
const principal = fc.oneof(
  { weight: 4, arbitrary: fc.record({ AWS: listed(account) }) },
  { weight: 4, arbitrary: fc.record({ Service: listed(service) }) },
  fc.constantFrom(
    '*',
    'somebody',
    {},
    [],
    null,
    { Federated: 'a' },
    { Federated: 'cognito-identity.amazonaws.com' },
    { Robot: 'a' },
  ),
)
const condition = fc.constantFrom<unknown>(
  { StringEquals: { 'aws:username': 'a' } },
  { StringEquals: { 'aws:username': [] } },
  { StringEquals: { username: 'a' } },
  { StringEqualz: { 'aws:username': 'a' } },
  { StringEquals: 'a' },
  { NumericEquals: { 'aws:MultiFactorAuthAge': 1 } },
  { Bool: { 'aws:SecureTransport': true } },
  { StringEquals: { 'aws:username': { a: 1 } } },
  { StringEquals: { 'aws:username': null } },
  {},
  [],
  'a',
  null,
)

/** Mostly one of the sound values, now and then an odd one: a document in which all is wrong shows nothing. */
function orSound<T>(sound: string[], odd: T[]): fc.Arbitrary<string | T> {
  return fc.oneof({ weight: 3, arbitrary: fc.constantFrom<string | T>(...sound) }, fc.constantFrom<string | T>(...odd))
}

function listed<T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> {
  return fc.oneof({ weight: 5, arbitrary: one }, fc.array(one, { maxLength: 3 }))
}

/** There nearly always, or nearly never. */
function often<T>(one: fc.Arbitrary<T>, of = 40): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: of, arbitrary: one }, fc.constant(undefined))
}

function rarely<T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 40, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: one })
}

const sid = rarely(fc.constantFrom<unknown>('A', 'a b', '', 1, 'B1'))
const effect = often(
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom('Allow', 'Deny') }, fc.constantFrom('allow', '', 1)),
  20,
)

const negation = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  fc.constantFrom('Principal', 'Action', 'Resource'),
)

/** The same with `NotAction` for `Action`. */
function withNot(statement: object, element: string | undefined): object {
  return Object.fromEntries(
    Object.entries(statement).map(([name, value]) => [name === element ? `Not${name}` : name, value]),
  )
}

function statementOf(kind: 'identity' | 'trust') {
  const isTrust = kind === 'trust'
  const actions = listed(isTrust ? assuming : action)
  const statement = fc.record({
    Sid: sid,
    Effect: effect,
    Action: often(actions),
    NotAction: rarely(actions),
    Principal: isTrust ? often(principal) : rarely(principal),
    NotPrincipal: rarely(principal),
    Resource: isTrust ? rarely(listed(resource)) : often(listed(resource)),
    NotResource: rarely(listed(resource)),
    Condition: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, condition),
    Extra: rarely(fc.constant('a')),
  })
  return fc.tuple(statement, negation).map(([one, element]) => withNot(one, element))
}

/** The text of a policy in which something may be wrong. */
export function oddPolicy(kind: 'identity' | 'trust'): fc.Arbitrary<string> {
  const statement = statementOf(kind)
  const several = fc.array(statement, { maxLength: 2 })
  return fc
    .record({
      Version: often(fc.constantFrom('2012-10-17', '2008-10-17', '2012-10-17', '2026-01-01')),
      Id: rarely(fc.constantFrom<unknown>('a', 1)),
      Statement: often(fc.oneof({ weight: 8, arbitrary: statement }, several, fc.constantFrom('a', null, [null])), 40),
    })
    .map((document) => JSON.stringify(document))
}
