import { getNodeValue } from 'jsonc-parser'
import { resolveActions } from '@/lib/policies/catalogue/catalogue-lookup'
import { insertAt, layOut, removeChildren } from '@/lib/policies/findings/edits'
import type { QuickFix } from '@/lib/policies/findings/model'
import type { ItemView, PolicyView, StatementView } from '@/lib/policies/findings/view'

/** For an action that works on none of the resources beside it. */
export function fitFixes(item: ItemView, statement: StatementView, policy: PolicyView): QuickFix[] {
  return resolveActions(policy.catalogue, item.text).every(({ action }) => action.resourceTypes.length === 0)
    ? splitOff(item, statement, policy)
    : addObjects(item, statement)
}

/** An action that only takes `*` moves to a statement of its own: with the others it would widen them. */
function splitOff(item: ItemView, { node }: StatementView, { text }: PolicyView): QuickFix[] {
  const list = node.parent
  const removal = item.list && removeChildren(item.list, new Set([item.node]))

  if (!removal || list?.type !== 'array') {
    return []
  }
  const { Sid: _, ...rest } = getNodeValue(node)
  const split = { ...rest, Action: item.text, Resource: '*' }
  const edits = [...removal, insertAt(node.offset + node.length, layOut(text, list, split))]
  return [{ title: 'Move it to a statement of its own, with Resource *', edits }]
}

/** `s3:GetObject` on a bucket: the objects are meant. */
function addObjects(item: ItemView, { resources }: StatementView): QuickFix[] {
  const bucket = resources?.items.find(({ text }) => /^arn:[^:]*:s3:::[^/:${}]+$/.test(text))

  if (!(bucket && /^s3:.*Object/i.test(item.text))) {
    return []
  }
  const objects = JSON.stringify(`${bucket.text}/*`)
  const end = bucket.node.offset + bucket.node.length
  const edits = bucket.list
    ? [insertAt(end, `, ${objects}`)]
    : [insertAt(bucket.node.offset, '['), insertAt(end, `, ${objects}]`)]
  return [{ title: `Add ${bucket.text}/*`, edits }]
}
