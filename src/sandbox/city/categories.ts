import type { SandboxCategory } from './categories/category.js';
import { orderCategories } from './categories/order.js';
import { placeCategories } from './categories/places.js';
import { serviceCategories } from './categories/services.js';

export type { SandboxCategory } from './categories/category.js';

/** Topics in the manner of SP4N-LAPOR!, in two levels; parents stand before their children. */
export const categories: SandboxCategory[] = [...placeCategories, ...serviceCategories, ...orderCategories];
