import { checkSpec } from '@/lib/deployments/check/check-spec'
import { specFromValues } from '@/lib/deployments/setup/form'
import { type AskingStep, fieldOfPath, type SetupValues, stepOfPath } from '@/lib/deployments/setup/form-fields'
import { type Failure, fail, ok, type Result } from '@/lib/result'

/** The errors of one step's own answers; what other steps still lack is no business of this one. */
export function checkStep(step: AskingStep, values: SetupValues): Result<{ step: AskingStep }> {
  const spec = specFromValues(values)
  const failures = spec.ok ? checkSpec(spec.data).refusals : [spec.error]
  const own = failures.flatMap((failure) => ownPart(step, failure))
  const first = own[0]

  if (!first) {
    return ok({ step })
  }
  return fail({ ...first, fields: Object.assign({}, ...own.map(({ fields }) => fields)) })
}

function ownPart(step: AskingStep, failure: Failure): Failure[] {
  const fields = Object.entries(failure.fields ?? {}).flatMap(([path, messages]) => {
    const field = fieldOfPath(path)
    return field && stepOfPath(field) === step ? [[field, messages] as const] : []
  })

  return fields.length > 0 ? [{ ...failure, fields: Object.fromEntries(fields) }] : []
}
