import { insertAt, replaceString } from '@/lib/policies/findings/edits'
import type { RuleFamily } from '@/lib/policies/findings/rule'

type Code = 'INVALID_VERSION' | 'MISSING_VERSION' | 'SLIPWAY_OLD_VERSION'

const CURRENT = '2012-10-17'
const OLD = '2008-10-17'

export const versionRules: RuleFamily<Code> = {
  rules: {
    INVALID_VERSION: { type: 'error', about: 'Version is neither 2012-10-17 nor 2008-10-17.' },
    MISSING_VERSION: {
      type: 'warning',
      about: 'No Version: IAM then reads the policy as 2008-10-17, without variables.',
    },
    SLIPWAY_OLD_VERSION: { type: 'suggestion', about: 'The policy language of 2008, without variables.' },
  },
  checkPolicy({ root, members, text }, say) {
    const member = members.find(({ name }) => name === 'Version')

    if (root.type !== 'object') {
      return
    }
    if (!member) {
      const start = root.offset + 1
      const gap = /^\s*/.exec(text.slice(start))?.[0] ?? ''
      const edits = [insertAt(start, `${gap}"Version": "${CURRENT}"${members.length > 0 ? ',' : ''}`)]
      const message = `Without Version, IAM reads the policy as ${OLD}: variables such as \${aws:username} are plain text.`
      const node = { offset: root.offset, length: 1 }
      say('MISSING_VERSION', { node, path: [] }, message, [{ title: `Add Version ${CURRENT}`, edits }])
      return
    }
    const { value, path } = member
    const fixes = [{ title: `Write ${CURRENT}`, edits: [replaceString(value, CURRENT)] }]

    if (value.value === OLD) {
      const message = `${OLD} has no variables. ${CURRENT} is the current version of the policy language.`
      say('SLIPWAY_OLD_VERSION', { node: value, path }, message, fixes)
    } else if (value.value !== CURRENT) {
      const message = `Version is the version of the policy language: "${CURRENT}". It is not a date of your own.`
      say('INVALID_VERSION', { node: value, path }, message, fixes)
    }
  },
}
