import type { Grant, StatementRef } from '@/lib/policies/evaluate/grants'
import { RISK_GRADES, type RiskGrade } from '@/lib/policies/risk/model'

export function lower(grade: RiskGrade, steps: number): RiskGrade {
  return RISK_GRADES[Math.min(RISK_GRADES.indexOf(grade) + steps, RISK_GRADES.length - 1)] ?? 'low'
}

export function distinct(grants: Grant[]): StatementRef[] {
  return [...new Map(grants.map(({ ref }) => [`${ref.statement} ${ref.policy}`, ref])).values()]
}
