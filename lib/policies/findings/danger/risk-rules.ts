import type { PolicyDocument } from '@/lib/policies/document/model'
import { readDocument } from '@/lib/policies/document/read-document'
import { matchesAction } from '@/lib/policies/evaluate/match'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { ItemView, PolicyView, StatementView } from '@/lib/policies/findings/view'
import { assessRisk } from '@/lib/policies/risk/assess'
import type { Risk } from '@/lib/policies/risk/model'

type Code = 'SLIPWAY_RISK_CRITICAL' | 'SLIPWAY_RISK_HIGH'

/** What Risk has to say of this document alone, so that no list of findings is silent about it. */
export const riskRules: RuleFamily<Code> = {
  rules: {
    SLIPWAY_RISK_CRITICAL: { type: 'security-warning', about: 'The document alone gives what Risk grades critical.' },
    SLIPWAY_RISK_HIGH: {
      type: 'warning',
      about:
        'The document alone gives what Risk grades high beside reading data, and neither Resource nor Condition limits it.',
    },
  },
  checkPolicy(policy, say) {
    const document = policy.kind === 'identity' ? wholeDocument(policy) : undefined

    if (document) {
      const risks = assessRisk([{ name: '', document }]).filter((risk) => !risk.within && isTold(risk))
      sayRisks(risks, policy, say)
    }
  },
}

/** Undefined where the text has errors: nothing is sure then, and the errors are said. */
function wholeDocument({ root }: PolicyView): PolicyDocument | undefined {
  let isSound = true
  const document = readDocument(root, 'identity', () => {
    isSound = false
  })
  return isSound ? document : undefined
}

/** Reading what is stored is what most policies are for: only the panel tells of that. */
function isTold({ grade, limitedBy, category, actions }: Risk): boolean {
  const reads =
    category === 'exfiltration' ||
    (category === 'credentials' && actions.every((action) => /:(Get|List|Describe)/.test(action)))
  return grade === 'critical' || (grade === 'high' && limitedBy.length === 0 && !reads)
}

/** One finding a statement, for its worst risk: the panel has the list. */
function sayRisks(risks: Risk[], { statements }: PolicyView, say: Say<Code>): void {
  for (const statement of statements) {
    const [worst, ...others] = risks.filter((risk) => risk.statements[0]?.statement === statement.index)

    if (worst) {
      const critical = worst.grade === 'critical'
      const more = others.length > 0 ? ` Risk has ${others.length} more of this statement.` : ''
      const title = `${critical ? 'Critical' : 'High'} risk: ${worst.title}.`
      const code = critical ? 'SLIPWAY_RISK_CRITICAL' : 'SLIPWAY_RISK_HIGH'
      say(code, placeOf(worst, statement), `${title} ${worst.explanation}${more}`)
    }
  }
}

function placeOf({ actions }: Risk, { node, path, actions: list }: StatementView): Pick<ItemView, 'node' | 'path'> {
  const covering = list?.items.find(({ text }) => actions.some((action) => matchesAction(text, action)))
  const key = list && { node: list.key, path: list.path }
  return (list?.negated ? undefined : covering) ?? key ?? { node, path }
}
