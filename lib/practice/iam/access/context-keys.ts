import type { PolicyDocument } from '@/lib/policies/document/model'
import { checkIdentityPolicy } from '@/lib/practice/iam/access/documents'
import { policyDocument } from '@/lib/practice/iam/access/policy-cache'
import { subjectOf } from '@/lib/practice/iam/access/simulate'
import { loadAttachedPolicies } from '@/lib/practice/iam/policies/managed'
import { operation } from '@/lib/practice/wire/service'

/** `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`. `${*}`, `${?}` and `${$}` are the characters themselves. */
const VARIABLE = /\$\{([A-Za-z][^},]*?)\s*(?:,[^}]*)?\}/g

/** The keys of conditions, and those that stand as variables in resources and in values; each once, whatever its case. */
function contextKeysOf(documents: PolicyDocument[]): string[] {
  const keys = new Map<string, string>()

  for (const { Statement } of documents) {
    for (const { Condition = {}, Resource = [], NotResource = [] } of Statement) {
      const conditions = Object.values(Condition)
      const texts = [...Resource, ...NotResource, ...conditions.flatMap((one) => Object.values(one).flat())]
      const variables = texts.flatMap((text) => [...text.matchAll(VARIABLE)].map(([, key = '']) => key))

      for (const key of [...conditions.flatMap((one) => Object.keys(one)), ...variables]) {
        keys.set(key.toLowerCase(), keys.get(key.toLowerCase()) ?? key)
      }
    }
  }
  return [...keys.values()]
}

function inputDocuments(texts: string[]): PolicyDocument[] {
  return texts.map((text) => {
    checkIdentityPolicy(text)
    return policyDocument(text)
  })
}

export const contextKeyOperations = {
  GetContextKeysForCustomPolicy: operation<{ PolicyInputList: string[] }, unknown>({
    run: ({ PolicyInputList }) => ({ ContextKeyNames: contextKeysOf(inputDocuments(PolicyInputList)) }),
  }),
  GetContextKeysForPrincipalPolicy: operation<{ PolicySourceArn: string; PolicyInputList?: string[] }, unknown>({
    authorization: ({ PolicySourceArn }) => [
      { action: 'iam:GetContextKeysForPrincipalPolicy', resource: PolicySourceArn },
    ],
    run: async ({ PolicySourceArn, PolicyInputList = [] }, call) => {
      await loadAttachedPolicies(call.state)
      const { policies } = subjectOf(call, PolicySourceArn)
      const own = [...policies.values()].map(({ text }) => policyDocument(text))
      return { ContextKeyNames: contextKeysOf([...own, ...inputDocuments(PolicyInputList)]) }
    },
  }),
}
