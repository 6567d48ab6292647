import { z } from 'zod'
import { type Connection, isRegionName } from '@/lib/aws/connection'

/**
 * What the connection switcher sends: `source` is `practice`, `chain` or `profile:NAME` (the name as it is, not
 * encoded), `region` any region name, in the list or not.
 */
export const connectionChoice = z
  .object({
    source: z.union([z.enum(['practice', 'chain']), z.templateLiteral(['profile:', z.string().min(1).max(256)])], {
      error: 'Choose a connection.',
    }),
    region: z.string().trim().toLowerCase().refine(isRegionName, { error: 'A region looks like eu-west-1.' }),
  })
  .transform(({ source, region }): Connection => {
    const isNamed = source === 'practice' || source === 'chain'
    return {
      source: isNamed ? { type: source } : { type: 'profile', profile: source.slice('profile:'.length) },
      region,
    }
  })
