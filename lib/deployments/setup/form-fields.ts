// Safe for the browser, and small: nothing here may import zod.

import { ACCESS_FIELDS } from '@/lib/deployments/setup/fields/access-fields'
import type { Answers, Field } from '@/lib/deployments/setup/fields/field'
import { PERMISSIONS_FIELDS } from '@/lib/deployments/setup/fields/permissions-fields'
import { SERVER_FIELDS } from '@/lib/deployments/setup/fields/server-fields'

export const SETUP_STEPS = ['access', 'permissions', 'server', 'review'] as const

export type SetupStep = (typeof SETUP_STEPS)[number]

/** The steps that ask something, and the table of what each asks. */
const STEP_TABLES = { access: ACCESS_FIELDS, permissions: PERMISSIONS_FIELDS, server: SERVER_FIELDS }

export type AskingStep = keyof typeof STEP_TABLES

export type FieldName = { [step in AskingStep]: keyof (typeof STEP_TABLES)[step] }[AskingStep]

/** What the setup form holds: one text for each field, as typed. It is kept in the browser, so it never has a secret. */
export type SetupValues = { [name in FieldName]?: string }

/** Every field of the form. Their order is that of the summary. */
export const FIELDS: Readonly<Record<FieldName, Field & { when?: SetupValues }>> = {
  ...PERMISSIONS_FIELDS,
  ...ACCESS_FIELDS,
  ...SERVER_FIELDS,
}

export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[]

const BY_PATH: ReadonlyMap<string, FieldName> = new Map(
  FIELD_NAMES.flatMap((name) => {
    const { path, owns } = FIELDS[name]
    return [path, owns].flatMap((place) => (place === undefined ? [] : [[place, name] as const]))
  }),
)

function isFieldName(text: string): text is FieldName {
  return Object.hasOwn(FIELDS, text)
}

/** The field that shows an error at a path of the spec (`server.image` → `image`), or the field that is named. */
export function fieldOfPath(path: string): FieldName | undefined {
  for (let place = path; place !== ''; place = place.slice(0, Math.max(place.lastIndexOf('.'), 0))) {
    const found = BY_PATH.get(place)

    if (found !== undefined) {
      return found
    }
  }
  return isFieldName(path) ? path : undefined
}

/** The step that asks for what stands at a path of the spec, or for a form field. */
export function stepOfPath(path: string): AskingStep | undefined {
  const field = fieldOfPath(path)
  return field && SETUP_STEPS.filter(isAsking).find((step) => Object.hasOwn(STEP_TABLES[step], field))
}

function isAsking(step: SetupStep): step is AskingStep {
  return Object.hasOwn(STEP_TABLES, step)
}

/** What an answer means: without spaces around, what an empty one stands for, and one of the cards where there are some. */
export function meaningOf(name: FieldName, answers: Answers): string {
  const { asTyped, control, choices = [], empty = '' } = FIELDS[name]
  const typed = answers[name] ?? ''
  const text = (asTyped ? typed : typed.trim()) || empty
  const isChoice = control !== 'cards' || choices.some(({ value }) => value === text)
  return isChoice ? text : (choices[0]?.value ?? text)
}

/** Whether a field counts, going by the other answers. */
export function isAsked(name: FieldName, answers: Answers): boolean {
  return Object.entries(FIELDS[name].when ?? {}).every(
    ([other, wanted]) => isFieldName(other) && meaningOf(other, answers) === wanted,
  )
}
