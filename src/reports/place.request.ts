import { Decimal, Optional, Pattern, Text } from '../platform/shape.js';

/** Where something happened. A position, words, a region, or any of them together. */
export class PlaceInput {
  /** Latitude in degrees, WGS 84. Goes with `lng`. @example 0.9186 */
  @Optional()
  @Decimal(-90, 90)
  lat?: number;
  /** Longitude in degrees, WGS 84. Goes with `lat`. @example 104.4665 */
  @Optional()
  @Decimal(-180, 180)
  lng?: number;
  /** Where it is, in words. @example "Jl. Merdeka, depan Pasar Bintan Centre" */
  @Optional()
  @Text(1, 300)
  address?: string;
  /** Kemendagri code of the village (kelurahan); taken from the position where there is one. */
  @Optional()
  @Pattern(/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/, 13, '21.72.02.1002')
  regionCode?: string;
}
