import { checkEnvironment } from '@/lib/deployments/check/check-environment'
import { checkImage } from '@/lib/deployments/check/check-image'
import { checkPermissions } from '@/lib/deployments/check/check-permissions'
import { checkSurroundings } from '@/lib/deployments/check/check-surroundings'
import type { PlanWarning } from '@/lib/deployments/model'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import type { Failure } from '@/lib/result'

/** What can be said about a spec without looking at AWS. A refusal names its field in `fields`. */
export type SpecCheck = { refusals: Failure[]; warnings: PlanWarning[] }

export function checkSpec(spec: DeploymentSpec): SpecCheck {
  const checks = [checkPermissions(spec), checkImage(spec), checkEnvironment(spec), checkSurroundings(spec)]
  return {
    refusals: checks.flatMap(({ refusals }) => refusals),
    warnings: checks.flatMap(({ warnings }) => warnings),
  }
}
