import { question } from '@/lib/auth/request'
import { attachableOutlook } from '@/lib/roles/outlook'
import { attachableInput } from '@/lib/roles/schema'

/** Says what a managed policy would give to a role that gets it. A read, although it has to be a POST. */
export const POST = question({
  input: attachableInput,
  run: ({ connection }, input) => attachableOutlook(connection, input),
})
