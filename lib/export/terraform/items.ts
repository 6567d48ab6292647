import type { Item } from '@/lib/export/terraform/hcl'
import { isMembers, type Members, type Value } from '@/lib/export/wired'

/** Maps whose keys are somebody's own, which are attributes and no blocks. */
const MAPS = new Set(['environmentVariables', 'tags', 'Tags'])

/** Blocks that may stand more than once have the name of one of them, or the provider's own. */
const RENAMED: Record<string, string> = {
  customClaims: 'custom_claim',
  filesystemConfigurations: 'filesystem_configuration',
  RecoveryMechanisms: 'recovery_mechanism',
  From: 'from_email_address',
  ReplyToEmailAddress: 'reply_to_email_address',
  PrivateEndpointOverrides: 'private_endpoint_overrides',
}

/** Members of a request as the provider's arguments: objects are blocks, all else is an attribute. */
export function itemsOf(members: Members): Item[] {
  const entries = Object.entries(members)
  const isBlock = ([name, value]: [string, Value]) => !MAPS.has(name) && blocksOf(value).length > 0
  return [
    ...entries
      .filter((entry) => !isBlock(entry))
      .map(([name, value]): Item => ({ kind: 'attribute', name: argument(name), value })),
    ...entries
      .filter(isBlock)
      .flatMap(([name, value]) =>
        blocksOf(value).map((body): Item => ({ kind: 'block', name: argument(name), labels: [], body: itemsOf(body) })),
      ),
  ]
}

function blocksOf(value: Value): Members[] {
  return isMembers(value) ? [value] : Array.isArray(value) ? value.filter(isMembers) : []
}

/** `customJWTAuthorizer` → `custom_jwt_authorizer`. */
export function argument(name: string): string {
  const own = Object.hasOwn(RENAMED, name) ? RENAMED[name] : undefined
  return (
    own ??
    name
      .replace('OAuth', 'Oauth')
      .replace('URLs', 'Urls')
      .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .toLowerCase()
  )
}
