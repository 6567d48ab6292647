import { checkSpec } from '@/lib/deployments/check/check-spec'
import { specFromValues, valuesFromSpec } from '@/lib/deployments/setup/form'
import { type AskingStep, fieldOfPath, type SetupValues, stepOfPath } from '@/lib/deployments/setup/form-fields'
import { DEFAULT_NAME, newSpec } from '@/lib/deployments/spec/defaults'
import { type Failure, fail, ok, type Result } from '@/lib/result'

/** The errors of one step's own answers; what other steps still lack is no business of this one. */
export function checkStep(step: AskingStep, values: SetupValues): Result<{ step: AskingStep }> {
  const own = failuresOf(step, values).flatMap((failure) => ownPart(step, failure))
  const first = own[0]

  if (!first) {
    return ok({ step })
  }
  return fail({ ...first, fields: Object.assign({}, ...own.map(({ fields }) => fields)) })
}

/** What a whole spec is refused for is found although other steps are not answered yet: the defaults stand in for them. */
function failuresOf(step: AskingStep, values: SetupValues): Failure[] {
  const spec = specFromValues(values)

  if (spec.ok) {
    return checkSpec(spec.data).refusals
  }
  if (ownPart(step, spec.error).length > 0) {
    return [spec.error]
  }
  const filled = specFromValues({ ...values, ...defaultsBeside(step, values) })
  return filled.ok ? checkSpec(filled.data).refusals : []
}

/** The region stays: which ARNs and images fit depends on it. */
function defaultsBeside(step: AskingStep, { region = '' }: SetupValues): SetupValues {
  const defaults = valuesFromSpec(newSpec(DEFAULT_NAME, region))
  return Object.fromEntries(Object.entries(defaults).filter(([name]) => name !== 'region' && stepOfPath(name) !== step))
}

function ownPart(step: AskingStep, failure: Failure): Failure[] {
  const fields = Object.entries(failure.fields ?? {}).flatMap(([path, messages]) => {
    const field = fieldOfPath(path)
    return field && stepOfPath(field) === step ? [[field, messages] as const] : []
  })

  return fields.length > 0 ? [{ ...failure, fields: Object.fromEntries(fields) }] : []
}
