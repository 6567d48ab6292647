import type { PolicyDocument, PolicyStatement } from '@/lib/policies/document/model'
import { coversAction, coversResource } from '@/lib/policies/evaluate/evaluate'

const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc']
const SOME_ACCOUNT = '000000000000'

/**
 * The statements of one effect that take in the action on a resource that nobody would name on purpose. `resource` is an ARN with
 * `{partition}` and `{account}`; partitions, and the accounts that the policy itself names, are tried in turn. Conditions don't count.
 */
export function statementsReaching(
  document: PolicyDocument,
  effect: 'Allow' | 'Deny',
  action: string,
  resource: string,
): { statement: PolicyStatement; index: number }[] {
  const candidates = concreteArns(document, resource)

  return document.Statement.flatMap((statement, index) => {
    const reaches =
      statement.Effect === effect &&
      coversAction(statement, action) &&
      candidates.some((candidate) => coversResource(statement, candidate))
    return reaches ? [{ statement, index }] : []
  })
}

function concreteArns(document: PolicyDocument, resource: string): string[] {
  const patterns = document.Statement.flatMap(({ Resource, NotResource }) => [
    ...(Resource ?? []),
    ...(NotResource ?? []),
  ])
  const named = patterns.flatMap((pattern) => pattern.match(/(?<=:)\d{12}(?=:)/g) ?? [])

  return PARTITIONS.flatMap((partition) =>
    [SOME_ACCOUNT, ...new Set(named)].map((account) =>
      resource.replace('{partition}', partition).replace('{account}', account),
    ),
  )
}
