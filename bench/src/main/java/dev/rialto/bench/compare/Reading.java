package dev.rialto.bench.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What one measurement gave.
 *
 * @param value in the unit of its discipline
 * @param detail a second number that belongs to it, such as messages a second; may be empty
 * @param generatorCpu share of a core that the generator used; NaN if unknown
 * @param checks lost, twice and disordered, as text
 * @param faults what makes it invalid, in words
 */
record Reading(
    double value, String detail, double generatorCpu, String checks, List<String> faults) {

  /** Takes a copy of the list. */
  Reading {
    faults = List.copyOf(faults);
  }

  /** The one in the middle, with the faults of all. */
  static Reading median(List<Reading> readings) {
    var sorted = new ArrayList<>(readings);
    sorted.sort(Comparator.comparingDouble(Reading::value));
    var middle = sorted.get((sorted.size() - 1) / 2);
    var faults = new LinkedHashSet<String>();
    readings.forEach(reading -> faults.addAll(reading.faults()));
    return new Reading(
        middle.value, middle.detail, middle.generatorCpu, middle.checks, List.copyOf(faults));
  }
}
