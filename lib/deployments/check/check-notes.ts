import type { PlanWarning } from '@/lib/deployments/model'
import type { Failure } from '@/lib/result'

/** A refusal that a form can show at its field. */
export function refusal(field: string, message: string, remedy: string, more: Partial<Failure> = {}): Failure {
  return { code: 'refused', message, remedy, fields: { [field]: [message] }, ...more }
}

export function warning(
  severity: PlanWarning['severity'],
  id: string,
  title: string,
  text: string,
  more: Pick<PlanWarning, 'link' | 'code'> = {},
): PlanWarning {
  return { id, severity, title, text, ...more }
}

/** The server reads only these as yes, whatever their case. */
export function isTruthy(value: string | undefined): boolean {
  return /^(true|yes|1)$/i.test(value ?? '')
}

/** What can be said about a spec without looking at AWS. A refusal names its field in `fields`. */
export type SpecCheck = { refusals: Failure[]; warnings: PlanWarning[] }
