import { benchFindings } from '@/scripts/bench/findings'
import { printReport } from '@/scripts/bench/report'
printReport(await benchFindings())
