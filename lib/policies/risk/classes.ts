import { CLASS_WORDS } from '@/lib/policies/risk/class-words'
import { isEveryday } from '@/lib/policies/risk/groups'
import { RISK_CLASSES, RISK_GRADES, type Risk, type RiskClass, type RiskGrade } from '@/lib/policies/risk/model'
import { serviceWord } from '@/lib/policies/risk/service-words'

/** How a risk stands against the saved policies; `wider`: more actions than there, or a worse grade. */
export type RiskChange = 'new' | 'wider'

export type RiskItem = {
  risk: Risk
  /** A service (`S3`), or a way (`iam:PassRole with CreateFunction`). */
  label: string
  change?: RiskChange
}

/** All risks of one class. */
export type RiskGroup = {
  class: RiskClass
  /** `Changes or destroys`. */
  title: string
  /** One sentence: what it means. */
  sentence: string
  /** `3 services`, `2 ways`: those that stand on their own. */
  count: string
  /** The worst of them. */
  grade: RiskGrade
  /** New ones first, then the worst. One whose `within` is set is shown only on request. */
  items: RiskItem[]
}

const CLASS_OF: Record<Risk['category'], RiskClass> = {
  administration: 'everything',
  change: 'changes',
  escalation: 'itself',
  agentcore: 'agents',
  exposure: 'opens',
  credentials: 'secrets',
  secrets: 'secrets',
  exfiltration: 'data',
}

/** The risks by what could happen, the worst class first; no empty class. `saved`: those before the change, to mark what is new. */
export function classifyRisks(risks: Risk[], saved?: Risk[]): RiskGroup[] {
  const changes = saved ? changesOf(risks, saved) : new Map<string, RiskChange>()

  return RISK_CLASSES.flatMap((name) => {
    const own = risks.filter((risk) => classOf(risk) === name)
    return own.length > 0
      ? [
          groupOf(
            name,
            own.map((risk) => itemOf(risk, changes.get(risk.id))),
          ),
        ]
      : []
  })
}

/** The risks that the saved policies have and these don't. */
export function goneRisks(risks: Risk[], saved: Risk[]): Risk[] {
  const ids = new Set(risks.map(({ id }) => id))
  return saved.filter(({ id, within }) => within === undefined && !ids.has(id))
}

/** Distinct services or ways of a group that stand on their own, in its order. */
export function labelsOf({ items }: RiskGroup): string[] {
  return [...new Set(items.flatMap(({ risk, label }) => (risk.within === undefined ? [label] : [])))]
}

function classOf(risk: Risk): RiskClass {
  return isEveryday(risk) ? 'everyday' : CLASS_OF[risk.category]
}

function itemOf(risk: Risk, change: RiskChange | undefined): RiskItem {
  const service = serviceOf(risk)
  return { risk, label: service ? serviceWord(service) : risk.title, ...(change && { change }) }
}

/** The service of a `category:service`; null for a path. */
function serviceOf({ id, category }: Risk): string | null {
  return id.startsWith(`${category}:`) ? id.slice(category.length + 1) : null
}

function groupOf(name: RiskClass, items: RiskItem[]): RiskGroup {
  const ordered = items.toSorted((one, other) => rank(one) - rank(other))
  const { title, sentence, one, many } = CLASS_WORDS[name]
  const grades = items.map(({ risk }) => risk.grade)
  const group = {
    class: name,
    title,
    sentence,
    grade: RISK_GRADES.find((grade) => grades.includes(grade)) ?? 'low',
    items: ordered,
    count: '',
  }
  const { length } = labelsOf(group)
  return { ...group, count: `${length} ${length === 1 ? one : many}` }
}

function rank({ risk, change }: RiskItem): number {
  return (change ? 0 : RISK_GRADES.length) + RISK_GRADES.indexOf(risk.grade)
}

function changesOf(risks: Risk[], saved: Risk[]): Map<string, RiskChange> {
  const before = new Map(saved.map((risk) => [risk.id, risk]))

  return new Map(
    risks.flatMap((risk): [string, RiskChange][] => {
      const old = before.get(risk.id)

      if (!old) {
        return [[risk.id, 'new']]
      }
      const isWorse = RISK_GRADES.indexOf(risk.grade) < RISK_GRADES.indexOf(old.grade)
      return isWorse || risk.actions.some((action) => !old.actions.includes(action)) ? [[risk.id, 'wider']] : []
    }),
  )
}
