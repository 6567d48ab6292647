import { z } from 'zod'
import { MAX_ANSWER_LENGTH } from '@/lib/deployments/setup/oversize'

/** The answers of the setup form as a browser sends them, whatever they say. */
export const answersInput = z.record(z.string().max(64), z.string().max(MAX_ANSWER_LENGTH))
