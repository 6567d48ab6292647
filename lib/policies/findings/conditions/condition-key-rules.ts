import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { type ConditionKeyLookup, lookUpConditionKey } from '@/lib/policies/catalogue/condition-keys'
import { GLOBAL_CONDITION_KEYS } from '@/lib/policies/catalogue/global-condition-keys'
import { isRetiredService } from '@/lib/policies/catalogue/retired'
import { replaceString } from '@/lib/policies/findings/edits'
import type { QuickFix } from '@/lib/policies/findings/model'
import { nearestNames } from '@/lib/policies/findings/nearest'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { ConditionView } from '@/lib/policies/findings/view'

type Code =
  | 'INVALID_CONDITION_KEY_FORMAT'
  | 'INVALID_GLOBAL_CONDITION_KEY'
  | 'INVALID_SERVICE_CONDITION_KEY'
  | 'INVALID_SERVICE'
  | 'DEPRECATED_GLOBAL_CONDITION_KEY'
  | 'MISSING_TAG_KEY_IN_CONDITION'

const TAG_KEY = /^[\w-]+:(request|resource|principal|existingobject|requestobject|source)tag\/?$/i

/** Whether the condition keys exist. */
export const conditionKeyRules: RuleFamily<Code> = {
  rules: {
    INVALID_CONDITION_KEY_FORMAT: { type: 'error', about: 'A condition key that does not read service:name.' },
    INVALID_GLOBAL_CONDITION_KEY: { type: 'error', about: 'AWS has no global condition key of this name.' },
    INVALID_SERVICE_CONDITION_KEY: { type: 'error', about: 'The service has no condition key of this name.' },
    INVALID_SERVICE: { type: 'error', about: 'An ARN or a condition key of a service that AWS does not have.' },
    DEPRECATED_GLOBAL_CONDITION_KEY: {
      type: 'warning',
      about: 'aws:ARN, which aws:PrincipalArn and aws:SourceArn replace.',
    },
    MISSING_TAG_KEY_IN_CONDITION: {
      type: 'error',
      about: 'A key for tags, such as aws:ResourceTag/, without the tag.',
    },
  },
  checkStatement({ conditions }, { catalogue }, say) {
    for (const condition of conditions) {
      checkKey(condition, catalogue, say)
    }
  },
}

function checkKey(condition: ConditionView, catalogue: Catalogue, say: Say<Code>): void {
  const { key, keyNode, path } = condition
  const place = { node: keyNode, path }

  if (TAG_KEY.test(key)) {
    say('MISSING_TAG_KEY_IN_CONDITION', place, `${key} needs the name of a tag: ${key.replace(/\/$/, '')}/team.`)
    return
  }
  if (/^aws:arn$/i.test(key)) {
    const fixes = ['aws:PrincipalArn', 'aws:SourceArn'].map((name) => writeKey(condition, name))
    say(
      'DEPRECATED_GLOBAL_CONDITION_KEY',
      place,
      'aws:ARN is old: aws:PrincipalArn or aws:SourceArn says which is meant.',
      fixes,
    )
    return
  }
  sayLookup(condition, lookUpConditionKey(catalogue, key), say)
}

function sayLookup(condition: ConditionView, found: ConditionKeyLookup, say: Say<Code>): void {
  const { key, keyNode, path } = condition
  const place = { node: keyNode, path }
  const shown = key.slice(0, 80) || '(empty)'

  if (found.status === 'bad-format') {
    say(
      'INVALID_CONDITION_KEY_FORMAT',
      place,
      `A condition key reads service:name, such as aws:RequestedRegion, not ${shown}.`,
    )
  } else if (found.status === 'unknown-global') {
    const fixes = meantKeys(condition, GLOBAL_CONDITION_KEYS)
    say('INVALID_GLOBAL_CONDITION_KEY', place, `AWS has no global condition key ${shown}.`, fixes)
  } else if (found.status === 'unknown-service') {
    if (!isRetiredService(found.prefix)) {
      say('INVALID_SERVICE', place, `AWS has no service ${found.prefix}, which ${shown} would belong to.`)
    }
  } else if (found.status === 'unknown-key') {
    const fixes = meantKeys(condition, found.service.conditionKeys)
    say('INVALID_SERVICE_CONDITION_KEY', place, `${found.service.name} has no condition key ${shown}.`, fixes)
  }
}

/** A tag in the key stays as it is. */
function meantKeys(condition: ConditionView, known: readonly { name: string }[]): QuickFix[] {
  const slash = condition.key.indexOf('/')
  const head = slash < 0 ? condition.key : condition.key.slice(0, slash)
  const tail = slash < 0 ? '' : condition.key.slice(slash)
  const names = known.map(({ name }) => name).filter((name) => name.includes('/') === slash >= 0)
  const heads = [...new Set(names.map((name) => name.split('/', 1)[0] ?? ''))]
  return nearestNames(head, heads, 3)
    .slice(0, 2)
    .map((name) => writeKey(condition, `${name}${tail}`))
}

function writeKey({ keyNode }: ConditionView, name: string): QuickFix {
  return { title: `Write ${name}`, edits: [replaceString(keyNode, name)] }
}
