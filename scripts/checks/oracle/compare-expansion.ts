import { expandIamActions } from '@cloud-copilot/iam-expand'
import { resolveActions } from '@/lib/policies/catalogue/catalogue-lookup'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'

export type Expansion = {
  lists: number
  actions: number
  /** Lists that the two take for different actions, with the first that only one of them finds. */
  different: string[]
  ownMilliseconds: number
  peerMilliseconds: number
}

/** What each list of patterns stands for, by Slipway and by iam-expand. The catalogue has to be loaded whole. */
export async function compareExpansion(catalogue: Catalogue, lists: string[][]): Promise<Expansion> {
  const different: string[] = []
  let [actions, ownMilliseconds, peerMilliseconds] = [0, 0, 0]

  for (const patterns of lists) {
    const started = performance.now()
    const found = patterns.flatMap((pattern) => resolveActions(catalogue, pattern))
    const own = new Set(found.map(({ service, action }) => `${service.prefix}:${action.name}`))
    const between = performance.now()
    const peer = await expandIamActions(patterns, { expandAsterisk: true })
    peerMilliseconds += performance.now() - between
    ownMilliseconds += between - started
    actions += peer.length

    if ([...own].toSorted().join() !== peer.toSorted().join()) {
      const apart = [...peer.filter((action) => !own.has(action)), ...[...own].filter((name) => !peer.includes(name))]
      different.push(`${JSON.stringify(patterns).slice(0, 300)}: ${apart.slice(0, 5).join(', ')}`)
    }
  }
  return { lists: lists.length, actions, different, ownMilliseconds, peerMilliseconds }
}
