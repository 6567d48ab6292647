import { replaceString } from '@/lib/policies/findings/edits'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { MemberView } from '@/lib/policies/findings/view'

type Code = 'UNSUPPORTED_SID' | 'UNIQUE_SIDS_REQUIRED' | 'EMPTY_SID_VALUE'

export const sidRules: RuleFamily<Code> = {
  rules: {
    UNSUPPORTED_SID: {
      type: 'error',
      about: 'A Sid that is not text, or has other characters than letters and digits.',
    },
    UNIQUE_SIDS_REQUIRED: { type: 'error', about: 'Two statements with the same Sid.' },
    EMPTY_SID_VALUE: { type: 'suggestion', about: 'An empty Sid.' },
  },
  checkPolicy({ statements }, say) {
    const taken = new Set<string>()
    const sids = statements.flatMap(({ members }) => members.filter(({ name }) => name === 'Sid').slice(0, 1))
    const all = new Set(sids.map(({ value }) => String(value.value)))

    for (const member of sids) {
      const sid = checkSid(member, all, say)

      if (sid !== undefined && taken.has(sid)) {
        const fixes = [{ title: 'Give it a Sid of its own', edits: [replaceString(member.value, fresh(sid, all))] }]
        say(
          'UNIQUE_SIDS_REQUIRED',
          place(member),
          `Another statement has the Sid ${sid}. IAM takes each Sid once.`,
          fixes,
        )
      }
      taken.add(sid ?? '')
    }
  },
}

/** The Sid, when it is one. */
function checkSid(member: MemberView, all: Set<string>, say: Say<Code>): string | undefined {
  const { value } = member
  const sid = String(value.value)

  if (value.type !== 'string') {
    say('UNSUPPORTED_SID', place(member), 'A Sid is text of letters and digits.')
    return undefined
  }
  if (sid === '') {
    say('EMPTY_SID_VALUE', place(member), 'The Sid is empty: give it a name, or leave Sid out.')
    return undefined
  }
  if (!/^[0-9A-Za-z]+$/.test(sid)) {
    const plain = fresh(sid.replace(/[^0-9A-Za-z]/g, ''), all)
    const fixes = /[0-9A-Za-z]/.test(sid) ? [{ title: `Write ${plain}`, edits: [replaceString(value, plain)] }] : []
    say('UNSUPPORTED_SID', place(member), 'A Sid has letters and digits only.', fixes)
    return undefined
  }
  return sid
}

function place({ value, path }: MemberView) {
  return { node: value, path }
}

/** A Sid that no other statement has. */
function fresh(sid: string, all: ReadonlySet<string>): string {
  let candidate = sid

  for (let number = 2; all.has(candidate); number++) {
    candidate = `${sid}${number}`
  }
  return candidate
}
