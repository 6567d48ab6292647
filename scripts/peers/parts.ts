import type { Part } from '@/scripts/peers/part'

/** In the order in which they run. Each is loaded when it runs, in a process of its own. */
export const PARTS: Part[] = []
