import { checkEnvironment } from '@/lib/deployments/check/check-environment'
import { checkImage } from '@/lib/deployments/check/check-image'
import type { SpecCheck } from '@/lib/deployments/check/check-notes'
import { checkPermissions } from '@/lib/deployments/check/check-permissions'
import { checkSurroundings } from '@/lib/deployments/check/check-surroundings'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'

export function checkSpec(spec: DeploymentSpec): SpecCheck {
  const checks = [checkPermissions(spec), checkImage(spec), checkEnvironment(spec), checkSurroundings(spec)]
  return {
    refusals: checks.flatMap(({ refusals }) => refusals),
    warnings: checks.flatMap(({ warnings }) => warnings),
  }
}
