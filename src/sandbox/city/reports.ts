import { environmentReports } from './reports/environment.js';
import { orderReports } from './reports/order.js';
import { roadReports } from './reports/roads.js';
import { serviceReports } from './reports/services.js';
import { trafficReports } from './reports/traffic.js';
import type { SandboxReport } from './story.js';

/** Sixty reports in all states of life. A report that others merge into stands before them. */
export const reports: SandboxReport[] = [...roadReports, ...trafficReports, ...environmentReports, ...serviceReports, ...orderReports];
