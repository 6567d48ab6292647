import { z } from 'zod'
import { type Foreign, recognise } from '@/lib/deployments/setup/foreign/recognise'
import { chooseRuntime, type Missing, type TakenOver, takeOver } from '@/lib/deployments/setup/foreign/take-over'
import { fitsForm, valuesFromSpec } from '@/lib/deployments/setup/form'
import type { FieldName, SetupValues } from '@/lib/deployments/setup/form-fields'
import { deploymentSpecSchema } from '@/lib/deployments/spec/schema'
import { type Failure, fail, ok, type Result } from '@/lib/result'

/** The form's answers for an uploaded file; `from`: what was taken over, where it is another tool's. */
export type ImportedSpec = { values: SetupValues; from?: TakenOver }

/**
 * Reads an uploaded spec, or another tool's file; `region` is for those that say none. Refuses what the form could
 * not show in full, rather than drop a part.
 */
export function importSpec(text: string, region: string): Result<ImportedSpec> {
  const foreign = recognise(text.replace(/^\uFEFF/, ''))
  return foreign ? importForeign(foreign, region) : importOwn(text.replace(/^\uFEFF/, ''))
}

function importForeign(foreign: Foreign, region: string): Result<ImportedSpec> {
  const runtime = chooseRuntime(foreign)

  if (!runtime.ok) {
    return runtime
  }
  const { spec, missing, ...said } = takeOver(runtime.data, region)
  const { label } = runtime.data
  const others = foreign.runtimes.filter((one) => one !== runtime.data).map((one) => one.label)
  // The review asks for what stands empty; a stand-in could be launched.
  const blank = Object.fromEntries(missing.flatMap((part) => BLANKS[part]).map((name) => [name, '']))
  return fitsForm(spec)
    ? ok({
        values: { ...valuesFromSpec(spec), ...blank },
        from: { title: foreign.title, runtime: label, others, missing, ...said },
      })
    : fail(MORE_THAN_THE_FORM)
}

const BLANKS: Record<Missing, FieldName[]> = {
  // An empty role name follows the server's.
  name: ['name', 'roleName'],
  image: ['image'],
  callers: ['discoveryUrl', 'allowedClients', 'allowedAudience', 'allowedScopes', 'customClaims'],
  network: ['subnets', 'securityGroups'],
}

const MORE_THAN_THE_FORM: Failure = {
  code: 'refused',
  message: 'This file has more than the form can show: a claim rule with a comma in its value, say.',
  remedy: 'Make a spec of it on the command line, and plan that; nothing of it gets lost there.',
  command: 'npm run slipway -- import FILE > spec.json',
}

function importOwn(text: string): Result<ImportedSpec> {
  const json = parseJson(text)

  if (json === undefined) {
    return fail({
      code: 'invalid-input',
      message: 'The file is not JSON, and no file of another tool that Slipway knows.',
      remedy: 'Choose a spec that Slipway saved, a CloudFormation template, a Terraform file or the like.',
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
  return ok({ values: valuesFromSpec(parsed.data) })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
