import type { Observed } from '@/lib/deployments/observe/observed'
import { liveParts } from '@/lib/deployments/plan/parts'
import {
  fingerprintOf,
  fingerprintTag,
  type PartName,
  readFingerprint,
  SPEC_TAG,
} from '@/lib/deployments/spec/fingerprint'
import { ADOPTED_TAG, DEPLOYMENT_TAG, type Tags } from '@/lib/deployments/spec/names'

/** All that taking over writes, and all that giving back removes. */
const TAKE_OVER_TAGS = [DEPLOYMENT_TAG, ADOPTED_TAG, SPEC_TAG]

/** The tags of a runtime that is taken over. `planned`: the fingerprint that a launch of its own spec would note. */
export function takeOverTags(name: string, observed: Observed, planned: string | undefined): Tags {
  return { [DEPLOYMENT_TAG]: name, [ADOPTED_TAG]: 'true', [SPEC_TAG]: truthful(observed, planned) }
}

/** A launch notes what it leaves; here nothing else is done, so only what is there is noted, of the same parts. */
function truthful(observed: Observed, planned: string | undefined): string {
  const live = fingerprintOf(liveParts(observed))
  const noted = readFingerprint(planned) ?? { plain: {}, hasPolicies: false }
  const names = (Object.keys(noted.plain) as PartName[]).filter((name) => live.plain[name] !== undefined)
  const plain = Object.fromEntries(names.map((name) => [name, live.plain[name]]))
  return fingerprintTag(noted.hasPolicies ? { ...live, plain } : { plain, inline: {}, managed: [], hasPolicies: false })
}

/** The keys that giving back removes from these tags. */
export function releasedKeys(tags: Tags): string[] {
  return TAKE_OVER_TAGS.filter((key) => Object.hasOwn(tags, key))
}

/** The tags without what taking over wrote. */
export function releasedTags(tags: Tags): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !TAKE_OVER_TAGS.includes(key)))
}
