// biome-ignore-all lint/suspicious/noTemplateCurlyInString: IAM writes its policy variables like this.
import { completeArn } from '@/lib/policies/language/resource-arn'
import type { Case, RawPolicy, RawStatement } from './cases'

/**
 * Where Slipway's evaluator and iam-simulate part, and AWS's documentation (IAM user guide, unless named) is on our side. `rewrite`
 * says the same case without the point at issue: only when both agree about that one, the point explains the disagreement.
 */
export type KnownDifference = { name: string; source: string; rewrite: (one: Case) => Case }

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    name: 'variables in a policy of version 2008-10-17',
    source: 'IAM user guide, Version: the 2008 language has no variables, their text is literal',
    rewrite: (one) =>
      eachPolicy(one, (policy) =>
        JSON.stringify(policy).includes('${') ? { ...policy, Version: '2012-10-17' } : policy,
      ),
  },
  {
    name: 'ForAnyValue with IfExists, and the key is missing',
    source: 'IAM user guide, Condition operators, …IfExists: a missing key makes the condition true',
    rewrite: (one) =>
      eachOperator(one, (name) => (name.startsWith('ForAnyValue') ? name.replace('IfExists', '') : name)),
  },
  {
    name: '0.0.0.0/0',
    source: 'RFC 4632: a prefix of no bits takes in every address',
    rewrite: (one) => eachValue(one, (_, value) => (value === '0.0.0.0/0' ? ['0.0.0.0/1', '128.0.0.0/1'] : [value])),
  },
  {
    name: 'NotIpAddress with an address of the other family',
    source: 'IAM user guide, Condition operators, NotIpAddress: every address but those named',
    rewrite: (one) => ({
      ...eachValue(one, (operator, value) => [
        /IpAddress/.test(operator) && value.includes('::') ? '192.168.1.1/32' : value,
      ]),
      context: Object.fromEntries(
        Object.entries(one.context).map(([key, value]) => [
          key,
          /ip$/i.test(key) && String(value).includes('::') ? '172.16.1.1' : value,
        ]),
      ),
    }),
  },
  {
    name: 'NotResource, and the action has no resource',
    source: 'IAM user guide, NotResource: every resource but those named; no name fits the * of such a request',
    rewrite: (one) =>
      one.resource === '*'
        ? eachStatement(one, ({ NotResource, ...rest }) =>
            NotResource && ![NotResource].flat().includes('*')
              ? { ...rest, Resource: '*' }
              : { ...rest, ...(NotResource !== undefined && { NotResource }) },
          )
        : one,
  },
  {
    name: '${*} outside StringLike',
    source: 'IAM user guide, Variables, Special characters: allowed wherever variables are',
    rewrite: (one) =>
      eachValue(one, (operator, value) => [/Like|Arn/.test(operator) ? value : value.replace('${*}', '*')]),
  },
  {
    name: 'a variable without a value in a negated operator',
    source: 'IAM user guide, Policy variables with no value: inverted operators hold',
    rewrite: (one) => {
      const isNull = nullIn(one)
      return eachValue(one, (operator, value) => [/Not/.test(operator) && isNull(value) ? NOTHING : value])
    },
  },
  {
    name: 'a variable without a value in NotResource',
    source: 'IAM user guide, Policy variables with no value: the name matches no resource, so nothing is excepted',
    rewrite: (one) => {
      const isNull = nullIn(one)
      return eachStatement(one, ({ NotResource, ...rest }) => ({
        ...rest,
        ...(NotResource !== undefined && {
          NotResource: [NotResource].flat().map((arn) => (isNull(String(arn)) ? NOTHING : arn)),
        }),
      }))
    },
  },
  {
    name: 'an incomplete ARN in NotResource',
    source: 'IAM user guide, IAM ARNs: missing parts are completed with * in identity-based policies',
    rewrite: (one) =>
      eachStatement(one, ({ NotResource, ...rest }) => ({
        ...rest,
        ...(NotResource !== undefined && { NotResource: [NotResource].flat().map((arn) => completeArn(String(arn))) }),
      })),
  },
]

const NOTHING = 'arn:aws:none:::none'

/** Whether a value holds a variable that the request doesn't carry. */
function nullIn({ context }: Case): (value: string) => boolean {
  const sent = new Set(Object.keys(context).map((key) => key.toLowerCase()))
  return (value) => {
    const variable = /\$\{(aws:[^,}]+)\}/.exec(value)?.[1]
    return variable !== undefined && !sent.has(variable.toLowerCase())
  }
}

function eachPolicy(one: Case, change: (policy: RawPolicy) => RawPolicy): Case {
  return { ...one, policies: one.policies.map(change), ...(one.boundary && { boundary: change(one.boundary) }) }
}

function eachStatement(one: Case, change: (statement: RawStatement) => RawStatement): Case {
  return eachPolicy(one, (policy) => ({ ...policy, Statement: policy.Statement.map(change) }))
}

type Conditions = Record<string, Record<string, string | string[]>>

function eachCondition(one: Case, change: (conditions: Conditions) => Conditions): Case {
  return eachStatement(one, (statement) =>
    statement.Condition ? { ...statement, Condition: change(statement.Condition as Conditions) } : statement,
  )
}

function eachOperator(one: Case, change: (name: string) => string): Case {
  return eachCondition(one, (conditions) =>
    Object.fromEntries(Object.entries(conditions).map(([operator, keys]) => [change(operator), keys])),
  )
}

function eachValue(one: Case, change: (operator: string, value: string) => string[]): Case {
  return eachCondition(one, (conditions) =>
    Object.fromEntries(
      Object.entries(conditions).map(([operator, keys]) => [
        operator,
        Object.fromEntries(
          Object.entries(keys).map(([key, values]) => [
            key,
            [values].flat().flatMap((value) => change(operator, value)),
          ]),
        ),
      ]),
    ),
  )
}
