import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { neededServices } from '@/lib/policies/catalogue/needed-services'
import { effectOfChange, type RoleChange } from '@/lib/policies/change/role-change'
import type { Failure } from '@/lib/result'
import { documentsOf, permissionsBeside } from '@/lib/roles/document'
import { getRole } from '@/lib/roles/queries'

/** A document's change; `text` null: it goes. */
type Change = { roleName: string; document: string; text: string | null; reason: string }

/**
 * A failure when a document's new text, or its end, allows the role more than the old one and nobody said why. A changed trust policy
 * counts as wider.
 */
export async function wideningWithoutReason(
  connection: Connection,
  before: string | null,
  { roleName, document, text, reason }: Change,
): Promise<Failure | null> {
  if (reason !== '') {
    return null
  }
  if (document === 'trust') {
    return needsReason('This changes who may assume the role.')
  }
  const role = await getRole(connection, roleName)
  const beside = role.ok && role.data ? permissionsBeside(documentsOf(role.data), document) : { others: [null] }
  return (await widens({ before, after: text, ...beside, isShared: document.startsWith('managed:') })) ? WIDER : null
}

/** The same for another version of a managed policy, whoever has it. */
export async function wideningVersion(before: string, after: string, reason: string): Promise<Failure | null> {
  return reason === '' && (await widens({ before, after, others: [], isShared: true })) ? WIDER : null
}

/** Whether the role, or whoever else has the policy, can do more afterwards. */
export async function widens(change: RoleChange): Promise<boolean> {
  const texts = [change.before, change.after, change.boundary ?? null, ...change.others].join('\n')
  const catalogue = await loadCatalogue(neededServices(texts, await loadCatalogue([])))
  const { diff, widensElsewhere } = effectOfChange(change, catalogue)
  return diff.widens || widensElsewhere
}

function needsReason(message: string): Failure {
  return {
    code: 'invalid-input',
    message,
    remedy: 'Look at what is gained, and say why.',
    fields: { reason: ['Say in a few words why this is needed.'] },
  }
}

const WIDER = needsReason('This allows more than before.')
