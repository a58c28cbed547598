/** What a retrieval makes of the ensemble. */
package org.soilcast.dayline.filter;
