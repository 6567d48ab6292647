import { z } from 'zod'
import { fitsForm, valuesFromSpec } from '@/lib/deployments/setup/form'
import type { SetupValues } from '@/lib/deployments/setup/form-fields'
import { deploymentSpecSchema } from '@/lib/deployments/spec/schema'
import { fail, ok, type Result } from '@/lib/result'

/** The form's answers for an uploaded spec. Refuses what the form could not show in full, rather than drop a part. */
export function importSpec(text: string): Result<SetupValues> {
  const json = parseJson(text)

  if (json === undefined) {
    return fail({
      code: 'invalid-input',
      message: 'The file is not JSON.',
      remedy: 'Choose a spec that Slipway saved.',
    })
  }
  const parsed = deploymentSpecSchema.safeParse(json)

  if (!parsed.success) {
    return fail({
      code: 'invalid-input',
      message: 'The file is not a deployment spec.',
      remedy: 'Correct what is named below, or choose another file.',
      details: z.prettifyError(parsed.error),
    })
  }
  if (!fitsForm(parsed.data)) {
    return fail({
      code: 'refused',
      message: 'This spec has more than the form can show: a claim rule with a comma in its value, say.',
      remedy: 'Apply it on the command line; nothing of it gets lost there.',
      command: 'npm run slipway -- plan FILE',
    })
  }
  return ok(valuesFromSpec(parsed.data))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
