import { checkSpec } from '@/lib/deployments/check/check-spec'
import { specFromValues } from '@/lib/deployments/setup/form'
import { fieldOfPath, type SetupValues, STEP_FIELDS } from '@/lib/deployments/setup/form-fields'
import { type Failure, fail, ok, type Result } from '@/lib/result'

export type CheckedStep = keyof typeof STEP_FIELDS

/** The errors of one step's own answers; what other steps still lack is no business of this one. */
export function checkStep(step: CheckedStep, values: SetupValues): Result<{ step: CheckedStep }> {
  const spec = specFromValues(values)
  const failures = spec.ok ? checkSpec(spec.data).refusals : [spec.error]
  const own = failures.flatMap((failure) => ownPart(step, failure))
  const first = own[0]

  if (!first) {
    return ok({ step })
  }
  return fail({ ...first, fields: Object.assign({}, ...own.map(({ fields }) => fields)) })
}

function ownPart(step: CheckedStep, failure: Failure): Failure[] {
  const fields = Object.entries(failure.fields ?? {})
    .map(([path, messages]) => [fieldOfPath(path), messages] as const)
    .filter(([field]) => STEP_FIELDS[step].includes(field))

  return fields.length > 0 ? [{ ...failure, fields: Object.fromEntries(fields) }] : []
}
