//! The years of a store side by side.

use super::Scorebook;
use crate::Result;
use crate::trend::{Trend, YearRead, trend};

impl Scorebook {
    /// The years up to the one at hand, side by side.
    pub fn trend(&mut self) -> Result<Trend> {
        let at_hand = self.year;
        let years: Vec<i32> = self.years()?.into_iter().filter(|year| *year <= at_hand).collect();
        let read = years.into_iter().map(|year| {
            self.year = year;
            Ok(YearRead {
                catalogue: self.catalogue()?,
                losses: self.losses()?,
                earlier: self.earlier()?,
            })
        });
        let read: Result<Vec<YearRead>> = read.collect();
        self.year = at_hand;
        Ok(trend(&read?))
    }
}
